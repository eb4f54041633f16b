package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.evidence.logs.ServerFlags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The flags of a server by the log in a run folder. The line is there only when the server started not long before. */
public final class RecordedFlags {

    private RecordedFlags() {
    }

    /** The flags by name, of the last start in the log; none when it tells none or cannot be read. */
    public static SortedMap<String, String> read(EvidenceFolder folder) {
        if (!folder.has(LogNote.LINES)) {
            return new TreeMap<>();
        }
        Optional<ServerFlags> last = Optional.empty();
        // Readers of bytes as UTF-8 replace what is none.
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(folder.file(LogNote.LINES)), StandardCharsets.UTF_8))) {
            for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
                Optional<ServerFlags> told = ServerFlags.in(withoutStamp(line.get()));
                last = told.isPresent() ? told : last;
            }
        } catch (IOException _) {
            // What was read is what there is.
        }
        return last.map(ServerFlags::values).orElseGet(TreeMap::new);
    }

    private static String withoutStamp(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }
}
