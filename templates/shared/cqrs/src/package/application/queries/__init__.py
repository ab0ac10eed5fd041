"""What reads data, as it is shown. A query knows no rule and changes nothing."""
