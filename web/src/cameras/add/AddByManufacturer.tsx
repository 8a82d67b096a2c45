import { inventory } from '../../api/inventory';
import { useLoaded } from '../../api/useLoaded';
import { LoadedView } from '../../form/LoadedView';
import { Panel } from '../../shell/Sections';
import { TemplateForm } from './TemplateForm';

export function AddByManufacturer() {
  const templates = useLoaded(inventory.templates);
  return (
    <Panel title="Manufacturer and address">
      <LoadedView of={templates}>{(items) => <TemplateForm templates={items} />}</LoadedView>
    </Panel>
  );
}
