"""The texts and statements that bind, and the account of them."""
