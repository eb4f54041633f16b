package io.llmloadtest.evidence.metrics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a metrics page in the Prometheus text formats 0.0.4 and 1.0.0 and in OpenMetrics. Never throws: a line that cannot
 * be read is counted and loses only itself. A last line without a line end counts as cut, since both formats demand one
 * and a number could have lost digits.
 */
public final class ExpositionParser {

    /** Some builds put their whole configuration into the labels of one gauge (vLLM issue 44691). */
    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_SAMPLES = 1_000_000;
    private static final int MOST_DAMAGED_NAMES = 1000;
    private static final byte[] END = "# EOF".getBytes(StandardCharsets.US_ASCII);

    private final byte[] body;
    private final SampleReader reader;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<String, MetricType> types = new HashMap<>();
    private final Set<String> damaged = new HashSet<>();
    private String lastName = "";
    private List<Sample> lastSamples = new ArrayList<>();
    private int sampleCount;
    private long badLines;
    private boolean openMetrics;

    private ExpositionParser(byte[] body) {
        this.body = body;
        this.reader = new SampleReader(body);
    }

    /** Reads a page, already unpacked. */
    public static Exposition parse(byte[] body) {
        return new ExpositionParser(body).read();
    }

    private Exposition read() {
        int from = startsWithByteOrderMark() ? 3 : 0;
        boolean cut = body.length == 0;
        while (from < body.length) {
            int lineEnd = from;
            while (lineEnd < body.length && body[lineEnd] != '\n') {
                lineEnd++;
            }
            boolean isCut = lineEnd == body.length;
            readLine(from, lineEnd, isCut);
            cut |= isCut && !openMetrics;
            from = lineEnd + 1;
        }
        return new Exposition(samples, types, damaged, badLines, badLines == 0 && !cut, openMetrics);
    }

    private boolean startsWithByteOrderMark() {
        return body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }

    private void readLine(int from, int lineEnd, boolean isCut) {
        int start = from;
        int end = lineEnd;
        while (end > start && isBlank(body[end - 1])) {
            end--;
        }
        while (start < end && isBlank(body[start])) {
            start++;
        }
        if (start == end) {
            return;
        }
        if (body[start] == '#') {
            readComment(start, end);
        } else if (end - start > LONGEST_LINE) {
            reader.read(start, start + LONGEST_LINE);
            lose();
        } else if (!reader.read(start, end) || isCut || sampleCount >= MOST_SAMPLES || isImpossible()) {
            lose();
        } else {
            keep();
        }
    }

    /** Counters never lie below 0: such a line is damaged, and a difference with it would be nonsense. */
    private boolean isImpossible() {
        String name = reader.name();
        return reader.sample().value() < 0 && types.get(name) != MetricType.GAUGE
                && (name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_bucket"));
    }

    private void keep() {
        sampleCount++;
        if (!reader.name().equals(lastName)) {
            lastName = reader.name();
            lastSamples = samples.computeIfAbsent(lastName, _ -> new ArrayList<>());
        }
        lastSamples.add(reader.sample());
    }

    private void lose() {
        badLines++;
        if (damaged.size() < MOST_DAMAGED_NAMES && !reader.name().isEmpty()) {
            damaged.add(reader.name());
        }
    }

    private void readComment(int start, int end) {
        if (end - start == END.length && startsWith(start, END)) {
            openMetrics = true;
        } else if (end - start > 7 && end - start < 4096 && body[start + 2] == 'T' && body[start + 3] == 'Y') {
            readType(new String(body, start, end - start, StandardCharsets.UTF_8));
        }
    }

    private void readType(String line) {
        int last = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
        if (!line.startsWith("# TYPE ") || last < 8) {
            return;
        }
        String family = line.substring(7, last).strip();
        if (family.length() > 1 && family.startsWith("\"") && family.endsWith("\"")) {
            family = family.substring(1, family.length() - 1);
        }
        types.put(family, switch (line.substring(last + 1).toLowerCase(Locale.ROOT)) {
            case "counter" -> MetricType.COUNTER;
            case "gauge" -> MetricType.GAUGE;
            case "histogram" -> MetricType.HISTOGRAM;
            case "summary" -> MetricType.SUMMARY;
            default -> MetricType.OTHER;
        });
    }

    private boolean startsWith(int start, byte[] word) {
        for (int at = 0; at < word.length; at++) {
            if (body[start + at] != word[at]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t' || next == '\r';
    }
}
