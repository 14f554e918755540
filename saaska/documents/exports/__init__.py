"""What the exports of every kind of document share."""
