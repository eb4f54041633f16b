package io.llmloadtest.load.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a user's file, one at a time and of bounded length, so that a file without line ends cannot fill the memory. */
final class LineSource implements AutoCloseable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final UserFile file;
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private int from;
    private int end;
    private long number;

    /** Lines of at most {@code longest} bytes. */
    LineSource(UserFile file, InputStream in, int longest) {
        this.file = file;
        this.in = in;
        this.longest = longest;
    }

    /** The next line that is not blank, stripped; empty at the end. */
    Optional<String> next() {
        try {
            while (read()) {
                String text = line.toString(StandardCharsets.UTF_8);
                String stripped = (number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
                if (!stripped.isEmpty()) {
                    return Optional.of(stripped);
                }
            }
            return Optional.empty();
        } catch (IOException failure) {
            throw file.unreadable(failure);
        }
    }

    private boolean read() throws IOException {
        line.reset();
        if (!hasMore()) {
            return false;
        }
        number++;
        boolean ended = false;
        while (!ended && hasMore()) {
            int stop = from;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            ended = stop < end;
            if (line.size() + stop - from > longest) {
                throw file.mistake("give lines of at most " + longest + " bytes; line " + number + " is longer");
            }
            line.write(buffer, from, stop - from);
            from = ended ? stop + 1 : stop;
        }
        return true;
    }

    private boolean hasMore() throws IOException {
        if (from == end) {
            from = 0;
            end = Math.max(0, in.read(buffer));
        }
        return from < end;
    }

    /** Where the last line stood in the file, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw file.unreadable(failure);
        }
    }
}
