"""The sample programme: eighteen fictional cooperatives, their plans, a guide and six videos."""
