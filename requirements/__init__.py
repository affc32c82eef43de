"""What licensecheck is built with and depends on: lock files, and the programs that read them."""
