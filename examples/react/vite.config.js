import { defineConfig } from "vite";

// PORT is the port of the page, BACKEND_API the address of the backend. The backend API is on the page's own
// origin, so that cookies and the sign-in need no further setup.
const { PORT = "8080", BACKEND_API = "http://localhost:8081" } = process.env;
const server = { port: Number(PORT), strictPort: true, proxy: { "/api": BACKEND_API } };

export default defineConfig({ server });
