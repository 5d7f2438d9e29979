"""What preflight looks at: small pure functions over one finished edition."""
