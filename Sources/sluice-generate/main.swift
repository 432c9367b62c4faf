print("sluice-generate")
