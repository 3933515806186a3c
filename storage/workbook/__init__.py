"""The programme's workbook: read with every fault it has, and written empty as a template."""
