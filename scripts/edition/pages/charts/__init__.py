"""Charts of the registers, as inline SVG."""
