package io.llmloadtest.load.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A random sample of a stream of entries, without repeats, bounded in number and memory. Each entry gets a lot by chance,
 * and those with the lowest lots are kept (bottom-k sampling): every subset is as likely as any other, and a sample in the
 * order of its lots begins the same however many are kept.
 */
final class Sample {

    private final int most;
    private final long mostCharacters;
    private final PriorityQueue<Lot> kept = new PriorityQueue<>(Comparator.comparingLong(Lot::lot).reversed());
    private long characters;

    private record Lot(long lot, DatasetEntry entry) {}

    Sample(int most, long mostCharacters) {
        this.most = most;
        this.mostCharacters = mostCharacters;
    }

    /** Offers an entry. */
    void offer(long lot, DatasetEntry entry) {
        if (kept.size() == most && kept.element().lot() < lot) {
            return;
        }
        kept.add(new Lot(lot, entry));
        characters += entry.characters();
        while (kept.size() > most || (characters > mostCharacters && kept.size() > 1)) {
            characters -= kept.remove().entry().characters();
        }
    }

    /** What is held now, in characters. */
    long characters() {
        return characters;
    }

    /** The sample in the order of its lots. */
    List<DatasetEntry> entries() {
        return kept.stream().sorted(Comparator.comparingLong(Lot::lot)).map(Lot::entry).toList();
    }
}
