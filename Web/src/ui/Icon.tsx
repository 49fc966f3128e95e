const shapes = {
  add: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  delete: "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5",
  down: "M12 5v13M6 12.5l6 6 6-6",
  edit: "M4.5 19.5l.9-4L16 4.9a1.5 1.5 0 0 1 2.1 0l1 1a1.5 1.5 0 0 1 0 2.1L8.500 18.600z",
  members: "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500c.5-3.600 3-5.500 6.500-5.500s6 1.900 6.500 5.500M16 11a3 3 0 0 0 0-5.800M18 14.300c2 .8 3.200 2.600 3.500 5.200",
  reply: "M10 6L4.500 11.500 10 17M5 11.500h8c4 0 6.500 2.500 6.500 6.500",
  send: "M4.500 12L4 4.800 20.500 12 4 19.200 4.500 12zm0 0H12",
  signOut: "M14 4.500H6v15h8M10.500 12H20M16.500 8l4 4-4 4",
} as const;

export function Icon({ name }: { readonly name: keyof typeof shapes }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}

type Props = React.ButtonHTMLAttributes<HTMLButtonElement> & { readonly icon: keyof typeof shapes; readonly label: string };

export function IconButton({ icon, label, ...rest }: Props) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
