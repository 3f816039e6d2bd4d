"""The parts of `operations.verify`: the chains, the charges, the closes, and one rate for all."""
