// Named to Prisma as its schema engine, so that it downloads none. `generate` never runs it; what does must fail.
console.error("Prisma's schema engine is not used here: see prisma/next-migration.ts.")
process.exit(1)
