"""What the own members are mailed: sent, sent now by a clerk, and in the year to come."""
