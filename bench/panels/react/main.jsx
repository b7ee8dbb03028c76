import { createRoot } from "react-dom/client";

import "../../../style/panel.css";
import { Panel } from "./Panel.jsx";

window.mountPanel = (target) => createRoot(target).render(<Panel />);
window.mountPanel(document.getElementById("panel"));
