package io.llmloadtest.load.dataset;

import io.llmloadtest.load.plan.ConversationPlan;
import io.llmloadtest.load.plan.DatasetFormat;
import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.IllegalPlanException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sample of a file of prompts. The file is read once, from end to end, before any load: mistakes in it are found in time,
 * the load is not held up by a disk, and the sample can be asked for any entry at any time. It may have any size: one entry
 * of it is held at a time, and the sample, which is bounded.
 *
 * @param entries the sample, in an order by chance
 * @param seen entries in the file
 * @param passedOver those of them that cannot be sent, as they have no prompt, or no answer where one belongs
 */
public record Dataset(List<DatasetEntry> entries, long seen, long passedOver) {

    /** The longest entry, in bytes. */
    static final int LONGEST_ENTRY = 32 << 20;

    private static final long MOST_CHARACTERS = 64L << 20;
    private static final int MOST_BLANKS = 1 << 14;
    private static final int DEEPEST = 100;

    public Dataset {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a file. The same file, seed and endpoint give the same sample; a larger sample begins with a smaller one.
     *
     * @param seed chooses, and decides on the order
     * @param most the most entries that are kept; fewer when they have more than 64 million characters together
     * @param conversations how their later turns are to be played, if they are
     * @throws IllegalPlanException when it cannot be read, is malformed, or has no entry that can be sent
     */
    public static Dataset read(Path path, DatasetFormat format, Endpoint endpoint, long seed, int most,
            Optional<ConversationPlan> conversations) {
        UserFile file = new UserFile("--dataset", path);
        try (InputStream in = file.open()) {
            return read(file, in, format, new EntryForm(endpoint, conversations), seed,
                    new Sample(most, MOST_CHARACTERS));
        } catch (IOException failure) {
            throw file.unreadable(failure);
        }
    }

    static Dataset read(UserFile file, InputStream in, DatasetFormat format, EntryForm form, long seed, Sample sample)
            throws IOException {
        EntrySource source = source(file, new BufferedInputStream(in, MOST_BLANKS), format, form);
        SplittableRandom random = new SplittableRandom(seed);
        long seen = 0;
        long passedOver = 0;
        while (source.advance()) {
            Optional<DatasetEntry> entry = source.entry();
            long lot = random.nextLong();
            seen++;
            passedOver += entry.isPresent() ? 0 : 1;
            entry.ifPresent(usable -> sample.offer(lot, usable));
        }
        if (seen == passedOver) {
            throw file.mistake("give a file with prompts; of its " + seen + " entries none has one that can be sent");
        }
        return new Dataset(sample.entries(), seen, passedOver);
    }

    private static EntrySource source(UserFile file, BufferedInputStream in, DatasetFormat format, EntryForm form)
            throws IOException {
        JsonFactory factory = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
                .maxStringLength(LONGEST_ENTRY).maxNestingDepth(DEEPEST).build()).build();
        ObjectMapper json = JsonMapper.builder(factory).build();
        return switch (format) {
            case SHAREGPT -> new ArrayOfEntries(file, in, form, json);
            case JSONL -> new LinesOfEntries(file, in, form, json);
            case AUTO -> switch (first(in)) {
                case '[' -> new ArrayOfEntries(file, in, form, json);
                case '{' -> new LinesOfEntries(file, in, form, json);
                default ->
                    throw file.mistake("give a JSON array, which begins with [, or JSON lines, which begin with {");
            };
        };
    }

    /** The first character that is neither blank nor part of a byte order mark; the stream stays where it is. */
    private static int first(BufferedInputStream in) throws IOException {
        in.mark(MOST_BLANKS);
        int first = in.read();
        for (int i = 1; i < MOST_BLANKS && (first > 0x7f || Character.isWhitespace(first)); i++) {
            first = in.read();
        }
        in.reset();
        return first;
    }
}
