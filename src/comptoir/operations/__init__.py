"""What can be done: one verb per function, each with its permission, one transaction and its line in the audit trail.

Operations load values, ask the core, and store decision and reasons together. They decide nothing themselves.
"""
