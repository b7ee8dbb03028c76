// The types of `teamwork-connect/react`.

import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";
import type {
  Connection,
  ErrorDetail,
  MountOptions,
  TeamworkConnectElement,
  TeamworkConnectEventMap,
} from "./index.js";

type Event<Type extends keyof TeamworkConnectEventMap> = TeamworkConnectEventMap[Type];
type Detail<Type extends keyof TeamworkConnectEventMap> = Event<Type>["detail"];

/** What can be heard of a panel: what its event tells, and the event itself. */
export interface TeamworkConnectCallbacks {
  /** The panel can be used; the connection to edit, if there is one, is loaded. */
  onReady?: ((ready: Detail<"teamwork-ready">, event: Event<"teamwork-ready">) => void) | undefined;
  /** The user changed a setting. */
  onChange?: ((change: Detail<"teamwork-change">, event: Event<"teamwork-change">) => void) | undefined;
  /** There is something now that leaving would lose, or nothing any more. */
  onDirty?: ((dirty: boolean, event: Event<"teamwork-dirty">) => void) | undefined;
  /** The backend has saved the connection. */
  onSaved?: ((connection: Connection, event: Event<"teamwork-saved">) => void) | undefined;
  /** The connection is authorised, and online now. */
  onAuthorized?: ((connection: Connection, event: Event<"teamwork-authorized">) => void) | undefined;
  /** Something failed. */
  onError?: ((error: ErrorDetail, event: Event<"teamwork-error">) => void) | undefined;
  /** The user leaves. Prevent the event to keep the panel as it is. */
  onCancel?: ((event: Event<"teamwork-cancel">) => void) | undefined;
  /** The user is done, after all went well. Prevent the event to keep the panel as it is. */
  onDone?: ((connection: Connection, event: Event<"teamwork-done">) => void) | undefined;
}

type Own = MountOptions & TeamworkConnectCallbacks;

/**
 * Options as `mount` has them, callbacks, and what any element of HTML may be given. `value` prefills the panel whenever
 * it has other entries than before; what the user types need not be handed back.
 */
export interface TeamworkConnectProps
  extends MountOptions,
    TeamworkConnectCallbacks,
    Omit<HTMLAttributes<TeamworkConnectElement>, keyof Own | "children" | "dangerouslySetInnerHTML"> {}

/** The panel. What `ref` gets is the element, with `save()`, `test()` and its other methods. */
export declare const TeamworkConnect: ForwardRefExoticComponent<
  TeamworkConnectProps & RefAttributes<TeamworkConnectElement>
>;
