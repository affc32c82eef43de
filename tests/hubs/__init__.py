"""Tests of the hubs, with servers on loopback that speak their protocols."""
