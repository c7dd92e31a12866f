import { useSearchParams } from 'react-router';

const NAME = 'side';

/** The side conversation that the address names; null when the ticket itself is shown. */
export function useOpenSide() {
  const [parameters, setParameters] = useSearchParams();
  const show = (id: string | null) =>
    setParameters((before) => {
      const next = new URLSearchParams(before);
      if (id) next.set(NAME, id);
      else next.delete(NAME);
      return next;
    });
  return { openId: parameters.get(NAME), show };
}
