const shapes = {
  add: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  bell: "M6 16.500h12l-1.500-2.200V10.500a4.500 4.500 0 0 0-9 0v3.800zM10.200 19a1.900 1.900 0 0 0 3.600 0M12 6V4.500",
  check: "M5 12.500l4.500 4.500L19 7.500",
  close: "M6 6l12 12M18 6L6 18",
  delete: "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5",
  down: "M12 5v13M6 12.5l6 6 6-6",
  edit: "M4.5 19.5l.9-4L16 4.9a1.5 1.5 0 0 1 2.1 0l1 1a1.5 1.5 0 0 1 0 2.1L8.500 18.600z",
  eye: "M3 12s3.300-6 9-6 9 6 9 6-3.300 6-9 6-9-6-9-6zM12 14.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  flag: "M6 20.500V4.500M6 5.500c4-2 7 2 12 0v8.500c-5 2-8-2-12 0",
  members: "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500c.5-3.600 3-5.500 6.500-5.500s6 1.900 6.500 5.500M16 11a3 3 0 0 0 0-5.800M18 14.300c2 .8 3.200 2.600 3.500 5.200",
  more: "M5 12a.6.6 0 1 0 1.200 0 .6.6 0 1 0-1.200 0M11.400 12a.6.6 0 1 0 1.200 0 .6.6 0 1 0-1.200 0M17.800 12a.6.6 0 1 0 1.200 0 .6.6 0 1 0-1.200 0",
  reply: "M10 6L4.500 11.500 10 17M5 11.500h8c4 0 6.500 2.500 6.500 6.500",
  send: "M4.500 12L4 4.800 20.500 12 4 19.200 4.500 12zm0 0H12",
  settings: "M4 7.500h9M17 7.500h3M15 9.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4 16.500h3M11 16.500h9M9 18.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  shield: "M12 3.500l7 2.500v5.500c0 4.500-2.800 7.600-7 9-4.200-1.400-7-4.500-7-9V6z",
  thread: "M4.500 5.500h15v9.500h-8l-4 4v-4h-3zM8 9.200h8M8 12h5",
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
