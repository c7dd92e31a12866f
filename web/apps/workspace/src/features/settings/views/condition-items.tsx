import { Button, SegmentedControl } from '@mantine/core';
import { IconBoxMultiple, IconPlus, IconX } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { IconButton } from '@/shared/ui';
import { ConditionRow } from './condition-row';
import { type Box, DEEPEST, type Item, isBox, newKey } from './condition-tree';
import { type Askable, askingFor, isComplete, isGone, type Row } from './conditions';
import classes from './view-form.module.css';

type Props = {
  known: readonly Askable[];
  items: readonly Item[];
  wasTried: boolean;
  /** The key of the row that the server refused. */
  faulty: number | null;
  /** In how many boxes these lie. */
  depth: number;
  onChange: (items: Item[]) => void;
};

/** Conditions, one row each, and boxes of conditions among them. */
export function ConditionItems({ items, onChange, ...rest }: Props) {
  const t = useT();
  const { known, depth } = rest;
  const replace = (item: Item) =>
    onChange(items.map((each) => (each.key === item.key ? item : each)));
  const remove = (item: Item) => onChange(items.filter((each) => each.key !== item.key));
  const [first] = known;
  const blank = () => (first ? [askingFor({ key: newKey() }, first)] : []);
  const addBox = () => onChange([...items, { key: newKey(), mode: 'any', items: blank() }]);
  return (
    <>
      {items.map((item) =>
        isBox(item) ? (
          <ConditionBox
            key={item.key}
            box={item}
            {...rest}
            onChange={replace}
            onRemove={() => remove(item)}
          />
        ) : (
          <ConditionRow
            key={item.key}
            known={known}
            row={item}
            problem={problemOf(item, rest, t)}
            onChange={replace}
            onRemove={() => remove(item)}
          />
        ),
      )}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => onChange([...items, ...blank()])}
        >
          {t('viewForm.addCondition')}
        </Button>
        {depth < DEEPEST && (
          <Button
            variant="subtle"
            leftSection={<IconBoxMultiple size={14} stroke={1.75} aria-hidden="true" />}
            onClick={addBox}
          >
            {t('viewForm.addBox')}
          </Button>
        )}
      </div>
    </>
  );
}

type Told = Pick<Props, 'known' | 'wasTried' | 'faulty'>;

function problemOf(row: Row, { known, wasTried, faulty }: Told, t: Translate): string | undefined {
  if (isGone(row, known)) return t('viewForm.gone');
  if (faulty === row.key) return t('viewForm.refused');
  if (wasTried && !isComplete(row, known)) return t('viewForm.valueNeeded');
  return undefined;
}

type BoxProps = Omit<Props, 'items' | 'onChange'> & {
  box: Box;
  onChange: (box: Box) => void;
  onRemove: () => void;
};

function ConditionBox({ box, onChange, onRemove, depth, ...rest }: BoxProps) {
  const t = useT();
  const title = t(box.mode === 'all' ? 'viewForm.all' : 'viewForm.any');
  return (
    <fieldset className={classes.box} aria-label={title}>
      <div className={classes.boxHead}>
        <SegmentedControl
          aria-label={t('viewForm.mode')}
          value={box.mode}
          onChange={(mode) => onChange({ ...box, mode: mode === 'all' ? 'all' : 'any' })}
          data={[
            { value: 'any', label: t('viewForm.any') },
            { value: 'all', label: t('viewForm.all') },
          ]}
        />
        <IconButton label={t('viewForm.removeBox')} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </IconButton>
      </div>
      <ConditionItems
        {...rest}
        depth={depth + 1}
        items={box.items}
        onChange={(items) => onChange({ ...box, items })}
      />
    </fieldset>
  );
}
