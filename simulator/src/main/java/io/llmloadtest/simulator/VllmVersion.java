package io.llmloadtest.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A released vLLM version. Wire forms were captured from eight of them; any other speaks the form of the newest captured one before it. */
record VllmVersion(int major, int minor, int patch) implements Comparable<VllmVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final List<VllmVersion> CAPTURED = List.of(of("0.8.5"), of("0.9.2"), of("0.11.2"), of("0.13.0"),
            of("0.17.1"), of("0.20.2"),
            of("0.26.0"), of("0.32.0"));

    static VllmVersion of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is not a vLLM version such as 0.32.0.".formatted(text));
        }
        return new VllmVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    /** The captured version whose form this one speaks. */
    VllmVersion form() {
        return CAPTURED.reversed().stream().filter(captured -> captured.compareTo(this) <= 0).findFirst()
                .orElse(CAPTURED.getFirst());
    }

    boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
        return compareTo(new VllmVersion(otherMajor, otherMinor, otherPatch)) >= 0;
    }

    boolean before(int otherMajor, int otherMinor, int otherPatch) {
        return !atLeast(otherMajor, otherMinor, otherPatch);
    }

    /** The captured 0.8.5 ran the V0 engine, the later ones V1. */
    boolean engineV0() {
        return before(0, 9, 0);
    }

    @Override
    public int compareTo(VllmVersion other) {
        return Comparator.comparingInt(VllmVersion::major).thenComparingInt(VllmVersion::minor)
                .thenComparingInt(VllmVersion::patch).compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
