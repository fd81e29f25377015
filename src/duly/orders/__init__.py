"""What courts have ordered, as dated overlays on the law: they can forbid or hold, never allow."""
