import { defineConfig } from "vite";

// PORT is where the page is served, BACKEND_API where the backend is. The backend API lies on the page's own origin,
// so that cookies and the sign-in need nothing else.
const { PORT = "8080", BACKEND_API = "http://localhost:8081" } = process.env;
const server = { port: Number(PORT), strictPort: true, proxy: { "/api": BACKEND_API } };

export default defineConfig({ server });
