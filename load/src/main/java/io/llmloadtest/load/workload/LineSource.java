package io.llmloadtest.load.workload;

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
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private long number;

    /** Lines of at most {@code longest} bytes. */
    LineSource(UserFile file, int longest) {
        this.file = file;
        this.in = file.open();
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
        int each = in.read();
        if (each < 0) {
            return false;
        }
        number++;
        while (each >= 0 && each != '\n') {
            if (line.size() == longest) {
                throw file.mistake("give lines of at most " + longest + " bytes; line " + number + " is longer");
            }
            line.write(each);
            each = in.read();
        }
        return true;
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
