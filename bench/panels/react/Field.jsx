import { useFormContext, useFormState } from "react-hook-form";

import { ICONS, LABELS } from "../shared/settings.js";
import { useIds } from "./ids.jsx";

export function Icon({ name }) {
  return (
    <svg className="tc-icon" aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none"
      stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
      <path d={ICONS[name]} />
    </svg>
  );
}

/** The error of a field, and the ARIA attributes of its control. */
export function useField(name, { required = true, help = false } = {}) {
  const { control, register } = useFormContext();
  const { errors } = useFormState({ control, name, exact: true });
  const error = errors[name]?.message;
  const id = useIds(name);
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    id,
    error,
    required,
    register,
    aria: {
      "aria-required": required,
      "aria-invalid": error ? true : undefined,
      "aria-describedby": describedBy || undefined,
    },
  };
}

const Star = ({ required }) => (
  <span className="tc-required" aria-hidden="true">{required ? "*" : ""}</span>
);

function FieldError({ id, error }) {
  return (
    <p className="tc-error" id={`${id}-error`} hidden={!error}>
      <Icon name="bang" />
      <span>{error}</span>
    </p>
  );
}

/** A label, a control, and the content below it. */
export function Field({ field, label, help, control, children }) {
  const { id, error, required } = field;
  return (
    <div className={error ? "tc-field tc-wrong" : "tc-field"}>
      <label className="tc-label" htmlFor={id}>
        {label}
        <Star required={required} />
      </label>
      {control}
      {help && <p className="tc-help" id={`${id}-help`}>{help}</p>}
      <FieldError id={id} error={error} />
      {children}
    </div>
  );
}

/** A text field of a form. */
export function TextField({ name, label = LABELS[name], help, type = "text", before, after, children }) {
  const field = useField(name, { help: Boolean(help) });
  const control = (
    <div className="tc-input" dir={before ? "ltr" : undefined}>
      {before && <span className="tc-affix" aria-hidden="true">{before}</span>}
      <input className="tc-control" id={field.id} type={type} autoComplete="off" autoCapitalize="off"
        spellCheck={false} {...field.register(name)} {...field.aria} />
      {after && <span className="tc-affix" aria-hidden="true">{after}</span>}
    </div>
  );
  return (
    <Field field={field} label={label} help={help} control={control}>
      {children}
    </Field>
  );
}

/** Radio buttons, each with a title and a line of help; shown as cards if they have icons. */
export function ChoiceField({ name, choices, chosen, onChange }) {
  const { id, error, required, register, aria } = useField(name);
  const hasIcons = choices.some(({ icon }) => icon);
  return (
    <fieldset className={error ? "tc-field tc-wrong" : "tc-field"} role="radiogroup"
      aria-labelledby={`${id}-label`} {...aria}>
      <legend className="tc-label">
        <span id={`${id}-label`}>{LABELS[name]}</span>
        <Star required={required} />
      </legend>
      <div className={hasIcons ? "tc-choices tc-cards" : "tc-choices"}>
        {choices.map(({ value, title, help, icon }, index) => {
          const choiceId = index === 0 ? id : `${id}-${value}`;
          return (
            <label key={value} className={chosen === value ? "tc-choice tc-chosen" : "tc-choice"}>
              <input className="tc-radio" type="radio" id={choiceId} value={value}
                aria-labelledby={`${choiceId}-title`} aria-describedby={`${choiceId}-help`}
                {...register(name, { onChange })} />
              {icon && <Icon name={icon} />}
              <span className="tc-choice-title" id={`${choiceId}-title`}>{title}</span>
              <span className="tc-choice-help" id={`${choiceId}-help`}>{help}</span>
            </label>
          );
        })}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
