/* What the scripts of the search give to each other, and what the search package writes for them. The scripts are put together
   from files, each of which leaves one thing on `self`. */

/** A word of a text. */
interface Word {
  /** Its spelling: each mark after its letter, the tone last, so that hoà = hòa and tỉ = tỷ. */
  exact: string;
  /** The letters alone: no mark, đ = d, y = i. */
  folded: string;
  /** Where it starts in the text, and where it ends. */
  start?: number;
  end?: number;
  /** Whether it stands for another word that the text has. */
  short?: boolean;
  /** Whether it may be the beginning of a word: it is still being typed. */
  open?: boolean;
  /** How many letters of it may be wrong. */
  wrong?: number;
  /** Whether it stands for first letters that may as well be a slip. */
  guessed?: boolean;
}

/** Something to be found: as the search package writes it, and what collection.js makes of that. */
interface Place {
  kind: "criterion" | "group" | "section" | "unit" | "document" | "page" | "question";
  title: string;
  url: string;
  code?: string;
  /** Other names, what people call it, and a line about it. */
  also?: string[];
  keywords?: string[];
  about?: string;
  /** Ids of the units that are responsible. */
  units?: string[];
  /** The index of the place that it stands in. */
  parent?: number;
  index?: number;
  /** All ways to read its titles, what people call it, and all names that it is found by, each in a field of the ranking. */
  titles?: Word[][];
  called?: Word[][];
  parts?: Part[];
  lines?: Line[];
  below?: Part[] | null;
  read?: Word[][][];
}

interface Part {
  list: Word[];
  field: string;
}

/** What a line says: `kind` is the part of the note that it stands in. */
interface Line {
  kind: string;
  text: string;
}

/** A way to read a query: what is asked, and what of it must stand in sequence. */
interface Query {
  asked: Word[];
  phrases: Word[][];
  /** Whether some of it is only guessed: then nothing that it finds is sure. */
  guessed?: boolean;
  /** How the keys were read, where they make no words as they are. */
  understood?: string;
}

/** A place that answers a query. */
interface Hit {
  place: Place;
  score?: number;
  /** The words to mark. */
  asked?: Word[];
  /** Which line of the note says it. */
  at?: number;
  /** Whether all words stand there and not by chance. */
  sure?: boolean;
  /** Whether it lacks some of the words. */
  near?: boolean;
  /** How much of the query the names have. */
  named?: number;
  understood?: string;
}

/** What a query finds, the best first. */
interface Answer {
  hits: Hit[];
  /** How the keys were read, where they make no words as they are. */
  understood?: string;
  /** A code that there is not. */
  missing?: string;
  /** What may have been meant, where nothing was found. */
  maybe?: Hit[];
  /** The part of a note that a question asks for. */
  part?: string;
}

/** A text in pieces, each with whether it is marked. */
type Pieces = [text: string, marked: boolean][];

/** What is shown of a hit. */
interface Row {
  place: Place;
  near?: boolean;
  label: string;
  title: Pieces;
  /** What tells why it is there. */
  line?: Pieces | null;
  marked: string[];
  part?: string;
}

/** What is said above the rows. */
interface Told {
  understood?: string;
  missing?: string;
  near?: boolean;
  maybe: { title: string; url: string }[];
  units: { title: string; url: string }[];
}

/** A page that the theme's index has. */
interface Page {
  title: string;
  text: string;
  location: string;
}

/** A step of reading on, so short that a query may come in between. */
type Step = () => void;

interface Analyser {
  words(text: string): Word[];
  form(word: string): Word;
  forms(text: string): Word[];
  spelt(text: string): string[];
  fit(asked: Word, word: Word): number;
  writer(pairs: [string, string][]): (list: Word[]) => Word[];
  run(list: Word[], asked: Word[], least?: number): number;
  pairs(list: Word[], asked: Word[], least?: number): number[];
  distance(a: string, b: string, most?: number): number;
  folded(list: Word[]): string[];
}

interface Postings {
  add(id: number, lists: Word[][]): void;
  count(word: string): number;
  search(asked: Word[], most: number, any?: boolean): { id: number; score: number }[];
  size(): number;
}

/** The words that the rubric has, how each is spelt, and which stand side by side, with how these are spelt. */
interface Vocabulary {
  known: Set<string>;
  spelling: Map<string, string>;
  pairs: Map<string, [string, string]>;
}

interface Collection {
  places: Place[];
  names: Postings;
  notes: Postings;
  kinds: Record<string, string>;
  units: Record<string, string[]>;
  linesOf(place: Place): Word[][][];
  rest(notes: SearchNotes): Step[];
  pages(docs: Page[], folder?: string): Step[];
  writeOut(list: Word[]): Word[];
  unify(list: Word[]): Word[];
  spellOut(list: Word[]): Word[];
  vocabulary: Vocabulary;
}

interface QueryReader {
  readings(text: string): Query[];
  variants(query: Query): Query[];
  telling(query: Query): Query | null;
  part(query: Query): string | undefined;
  steps(text: string): string[];
}

interface Matcher {
  byCode(key: string[]): Hit[];
  isCode(text: string, key: string[]): boolean;
  nearCode(key: string[]): Hit[];
  byName(query: Query): Hit[];
  byNote(query: Query): Hit[];
  byTypo(query: Query): Hit[];
  byPart(query: Query, any?: boolean): Hit[];
  called(place: Place, asked: Word[]): number;
}

interface Ranking {
  FIELD: Record<string, { word: number; run: number; whole?: number; several?: boolean }>;
  KIND: Record<Place["kind"], number>;
  SHORT: number;
  ASKED: number;
  PAIR: number;
  NAMED: number;
  MEANT: number;
  PART: Record<string, number>;
  sum(values: number[]): number;
  sequence(place: Place, asked: Word[]): number;
  rarity(count: number, all: number): number;
}

interface Shower {
  row(hit: Hit, answer: Pick<Answer, "part">): Row;
  told(answer: Answer): Told;
  pieces(text: string, asked: Word[]): Pieces;
}

interface SearchEngine {
  search(text: string): Answer;
  rest(notes: SearchNotes): Step[];
  pages(docs: Page[], folder?: string): Step[];
  row: Shower["row"];
  told: Shower["told"];
  pieces: Shower["pieces"];
}

/** The first file that the search package writes: the words that it is packed with, and the places. */
interface SearchPlaces {
  words: string;
  data: string;
}

/** The second: the documents, and what is said of each place. */
interface SearchNotes {
  documents: string;
  lines: string[];
}

interface Window {
  unpacker(words: string): (packed: string) => any;
  analyser: Analyser;
  postings(distance: Analyser["distance"]): Postings;
  collection(data: SearchPlaces): Collection;
  ranking: Ranking;
  queryReader(found: Pick<Collection, "writeOut" | "spellOut">): QueryReader;
  repairer(vocabulary: Vocabulary): (typed: string) => Query[];
  matcher(found: Collection, reader: QueryReader): Matcher;
  shower(found: Collection): Shower;
  searchEngine(data: SearchPlaces): SearchEngine;
  /**
   * @param box Where to say it.
   * @param told What `Shower.told` gives.
   * @param page What was typed, what the box does to search for just that, how it links, where one may look on.
   */
  tellAbove(
    box: HTMLElement,
    told: Told,
    page: { typed: string; literally(text: string): void; link(url: string): string; more?: string },
  ): void;
  searchPlaces: SearchPlaces;
  searchNotes: SearchNotes;
  /** The theme's index, where there is no server to fetch it from. */
  __index: { docs: Page[] };
  Worker: any;
}

/** Of a worker; in a frame that stands for one it gives a promise. */
declare function importScripts(address: string): void | Promise<void>;
