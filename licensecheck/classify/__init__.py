"""What each clause does: rules and the classifier, fused."""
