// PORT is where the page is served, HOST where the host API is.

const { PORT = "8080", HOST = "http://localhost:8081" } = process.env;

export default {
  server: { port: Number(PORT), strictPort: true, proxy: { "/api": HOST } },
};
