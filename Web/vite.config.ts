import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // Relative addresses: the page also works below a path (an S3 prefix, a proxy).
  base: "./",
  server: { host: "127.0.0.1", port: 5173 },
  build: { target: "es2022" },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
