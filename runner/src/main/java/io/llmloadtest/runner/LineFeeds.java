package io.llmloadtest.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a stream into lines at line feeds only: vLLM ends the inner lines of a record with a carriage return. Of a line that
 * is longer than 64 KiB the rest is left out.
 */
final class LineFeeds {

    private static final int LONGEST_LINE = 64 << 10;

    private LineFeeds() {
    }

    static void eachLine(InputStream in, Consumer<String> sink) throws IOException {
        byte[] buffer = new byte[64 << 10];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int from = 0;
            for (int at = 0; at < read; at++) {
                if (buffer[at] == '\n') {
                    append(line, buffer, from, at);
                    sink.accept(text(line));
                    line.reset();
                    from = at + 1;
                }
            }
            append(line, buffer, from, read);
        }
        if (line.size() > 0) {
            sink.accept(text(line));
        }
    }

    private static void append(ByteArrayOutputStream line, byte[] bytes, int from, int to) {
        line.write(bytes, from, Math.min(to - from, LONGEST_LINE - line.size()));
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
