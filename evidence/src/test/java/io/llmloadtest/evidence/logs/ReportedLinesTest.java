package io.llmloadtest.evidence.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines as people reported them of vLLM 0.2 to 0.32, each with what it must be read as. The file has the report's number, the
 * reading and the line, with tabs between.
 */
class ReportedLinesTest {

    private static final String FILE = "reported-lines.tsv";
    private static final long SEED = 20_261_125;
    private static final int MUTATIONS = Integer.getInteger("llm-loadtest.fuzz.lines", 200_000);

    static Stream<String> lines() throws IOException {
        try (InputStream file = ReportedLinesTest.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aReportedLineIsReadAsWhatItIs(String row) {
        String[] columns = row.split("\t");

        assertThat(reading(columns[2])).isEqualTo(columns[1]);
        for (String around : List.of("%s\r", "2026-11-25T01:08:23.719329775Z stdout F %s", "[pod/vllm-0/server] %s",
                "vllm-1  | %s", "2026-11-25T01:08:23+09:00 %s", "Aug 19 18:34:30 host vllm[8707]: %s")) {
            // A prefix behind which a line has another already, or no more than blanks, is nobody's output.
            if (!columns[2].startsWith("Aug ") && !columns[2].startsWith("vllm-sm120")) {
                assertThat(reading(around.formatted(columns[2]))).as(around).isEqualTo(columns[1]);
            }
        }
    }

    @Test
    void noMutationThrowsOrIsForgotten() throws IOException {
        List<String> known = lines().map(row -> row.split("\t")[2]).toList();
        Random random = new Random(SEED);
        LogBook book = new LogBook();
        JudgedLines judged = new JudgedLines();
        String last = "";
        try {
            for (int line = 0; line < MUTATIONS; line++) {
                last = mutation(known, random);
                LogLine mutated = new LogLine(Lines.second(line * 0.001), last);
                book.add(mutated);
                judged.pick(mutated);
            }
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED + ", line: " + last, e);
        }
        LogDigest digest = book.between(Lines.START.minusSeconds(1), Lines.second(MUTATIONS));

        assertThat(digest.lines()).isEqualTo(MUTATIONS);
        // Two hundred groups, what stands for further ones at each level, and one open trouble a process.
        assertThat(digest.events().size()).isLessThanOrEqualTo(200 + 2 + 64);
        assertThat(digest.access().size()).isLessThanOrEqualTo(2010);
    }

    /** Cuts, doubles, joins and overwrites pieces of lines, control characters and halves of surrogates included. */
    private static String mutation(List<String> known, Random random) {
        StringBuilder text = new StringBuilder(known.get(random.nextInt(known.size())));
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(6)) {
                case 0 -> text.setLength(at);
                case 1 -> text.insert(at, known.get(random.nextInt(known.size())));
                case 2 -> text.insert(at, (char) random.nextInt(0x10000));
                case 3 -> text.insert(at, "()[]{}\"'\\:|,= \r\u001b?".charAt(random.nextInt(17)));
                case 4 -> text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
                default -> text.insert(0, text.substring(at));
            }
        }
        return text.toString();
    }

    private static String reading(String line) {
        LogDigest digest = Lines.digest(line);
        List<String> read = new ArrayList<>();
        digest.access().keySet().forEach(key -> read.add("access " + key.method() + " " + key.path() + " "
                + key.status()));
        digest.stats().forEach(stats -> read.add("stats " + stats.engine() + " " + stats.promptTokensPerSecond() + " "
                + stats.generationTokensPerSecond()));
        digest.events().forEach(event -> read.add(event.level() + " " + event.kind()));
        digest.requests().received().keySet().forEach(id -> read.add("received " + id));
        digest.requests().aborted().keySet().forEach(id -> read.add("aborted " + id));
        if (digest.serverStarts() > 0) {
            read.add("start");
        }
        return read.isEmpty() ? "nothing" : String.join("; ", read);
    }
}
