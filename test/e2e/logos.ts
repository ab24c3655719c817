import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchBrowser } from './launch-browser.ts';

/** `npm run logos`: the listing's pictures, drawn from the one SVG. Run it after changing assets/logo.svg. */
const assets = join(import.meta.dirname, '../../assets');
/** The listing wants square corners; among other apps the small one has round ones, as theirs do. */
const pictures = [
  { file: 'logo.png', side: 320, radius: 0 },
  { file: 'logo-small.png', side: 128, radius: 28 },
];

/** On a canvas, because a screenshot without a transparent dot comes without the channel the listing asks for. */
const draw = (page: Page, svg: string, side: number, radius: number): Promise<string> =>
  page.evaluate(
    async ({ svg, side, radius }) => {
      const image = new Image(side, side);
      image.src = `data:image/svg+xml;base64,${svg}`;
      await image.decode();
      const canvas = new OffscreenCanvas(side, side);
      const pen = canvas.getContext('2d');
      if (pen === null) throw new Error('this browser draws nothing');
      pen.roundRect(0, 0, side, side, radius);
      pen.clip();
      pen.drawImage(image, 0, 0, side, side);
      const png = await canvas.convertToBlob({ type: 'image/png' });
      return btoa(String.fromCharCode(...new Uint8Array(await png.arrayBuffer())));
    },
    { svg, side, radius },
  );

const svg = await readFile(join(assets, 'logo.svg'), 'base64');
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  for (const { file, side, radius } of pictures) {
    const png = Buffer.from(await draw(page, svg, side, radius), 'base64');
    await writeFile(join(assets, file), png);
    process.stdout.write(`assets/${file} ${side}x${side} ${png.length} bytes\n`);
  }
} finally {
  await browser.close();
}
