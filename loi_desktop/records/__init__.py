"""The register: every letter, draft and version, on safe storage."""
