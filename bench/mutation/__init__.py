"""How well the kernel of the assessment is tested: `bench/kernel`."""
