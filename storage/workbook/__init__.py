"""The programme's workbook (`docs/workbook.md`): read with every fault it has, and written empty as a template."""
