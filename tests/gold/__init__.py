"""Hand-annotated facts, programmes, agencies and instruments of the two plans, with the script that scores against them."""
