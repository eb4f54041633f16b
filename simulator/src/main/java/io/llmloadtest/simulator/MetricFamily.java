package io.llmloadtest.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * One metric family with its children, written as Python's Prometheus client writes it. A line of the tables {@code families-VERSION.tsv} describes it; they
 * were drawn from captures of real servers.
 */
final class MetricFamily {
    private final Type type;
    private final String name;
    private final String help;
    private final Map<String, List<String>> labels;
    private final List<String> bounds;
    private final double[] limits;
    private final boolean created;
    private final boolean sumFirst;
    private final DoubleSupplier wallSeconds;
    private final Map<Map<String, String>, Child> children = new LinkedHashMap<>();
    private Optional<Child> plain = Optional.empty();

    enum Type {
        COUNTER, GAUGE, HISTOGRAM, SUMMARY
    }

    /**
     * Describes a family.
     *
     * @param name on the wire, {@code _total} included
     * @param labels the values of each label that exist from the start, empty for a label whose values come with use
     * @param bounds upper bounds of a histogram's buckets, as text, without +Inf
     * @param created whether a gauge with the time of creation follows
     * @param sumFirst whether a histogram's sum stands before its buckets, as in the V0 engine's multiprocess mode
     */
    record Form(Type type, String name, String help, Map<String, List<String>> labels, List<String> bounds,
            boolean created, boolean sumFirst) {}

    MetricFamily(Form form, DoubleSupplier wallSeconds) {
        this.wallSeconds = wallSeconds;
        type = form.type();
        name = form.name();
        help = form.help();
        labels = new TreeMap<>(form.labels());
        bounds = form.bounds();
        limits = bounds.stream().mapToDouble(Double::parseDouble).toArray();
        created = form.created();
        sumFirst = form.sumFirst();
    }

    private static final class Child {
        private final String text;
        private final double createdSeconds;
        private final long[] buckets;
        private double value;
        private long count;

        private Child(String text, int buckets, double createdSeconds) {
            this.text = text;
            this.buckets = new long[buckets];
            this.createdSeconds = createdSeconds;
        }
    }

    String name() {
        return name;
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    /** Creates every child whose labels are all known beforehand. */
    void createChildren() {
        List<Map<String, String>> all = List.of(Map.of());
        for (var label : labels.entrySet()) {
            all = all.stream()
                    .flatMap(known -> label.getValue().stream().map(value -> with(known, label.getKey(), value)))
                    .toList();
        }
        all.forEach(this::child);
    }

    void add(Map<String, String> varying, double amount) {
        find(varying).value += amount;
    }

    void set(Map<String, String> varying, double value) {
        find(varying).value = value;
    }

    void observe(Map<String, String> varying, double value) {
        Child child = find(varying);
        child.count++;
        child.value += value;
        for (int i = 0; i < limits.length; i++) {
            if (value <= limits[i]) {
                child.buckets[i]++;
                return;
            }
        }
    }

    /** The child of the labels that vary; one that needs none is remembered, since each token comes by here. */
    private Child find(Map<String, String> varying) {
        if (!varying.isEmpty()) {
            return child(complete(varying));
        }
        if (plain.isEmpty()) {
            plain = Optional.of(child(complete(varying)));
        }
        return plain.get();
    }

    private Map<String, String> complete(Map<String, String> varying) {
        var all = new TreeMap<>(varying);
        all.keySet().retainAll(labels.keySet());
        labels.forEach((label, values) -> {
            if (values.size() == 1) {
                all.putIfAbsent(label, values.getFirst());
            }
        });
        return all;
    }

    private Child child(Map<String, String> key) {
        Child child = children.get(key);
        if (child == null) {
            child = new Child(labelText(key), limits.length, wallSeconds.getAsDouble());
            children.put(Map.copyOf(key), child);
        }
        return child;
    }

    private static Map<String, String> with(Map<String, String> known, String label, String value) {
        var more = new TreeMap<>(known);
        more.put(label, value);
        return more;
    }

    private static String labelText(Map<String, String> key) {
        var text = new ArrayList<String>();
        new TreeMap<>(key).forEach((label, value) -> text.add(label + "=\"" + escape(value) + '"'));
        return String.join(",", text);
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    void write(StringBuilder out) {
        head(out, name, type.name().toLowerCase(Locale.ROOT));
        for (Child child : children.values()) {
            switch (type) {
                case COUNTER, GAUGE -> sample(out, name, child.text, GoFloat.of(child.value));
                case HISTOGRAM -> histogram(out, child);
                case SUMMARY -> {
                    sample(out, name + "_count", child.text, GoFloat.of((double) child.count));
                    sample(out, name + "_sum", child.text, GoFloat.of(child.value));
                }
            }
        }
        if (created) {
            String stem = (type == Type.COUNTER ? name.substring(0, name.length() - "_total".length()) : name)
                    + "_created";
            head(out, stem, "gauge");
            children.values().forEach(child -> sample(out, stem, child.text, GoFloat.of(child.createdSeconds)));
        }
    }

    private void histogram(StringBuilder out, Child child) {
        if (sumFirst) {
            sample(out, name + "_sum", child.text, GoFloat.of(child.value));
        }
        long total = 0;
        for (int i = 0; i < limits.length; i++) {
            total += child.buckets[i];
            sample(out, name + "_bucket", withBound(child.text, bounds.get(i)), GoFloat.of((double) total));
        }
        sample(out, name + "_bucket", withBound(child.text, "+Inf"), GoFloat.of((double) child.count));
        sample(out, name + "_count", child.text, GoFloat.of((double) child.count));
        if (!sumFirst) {
            sample(out, name + "_sum", child.text, GoFloat.of(child.value));
        }
    }

    /** Labels are in alphabetical order on the wire, {@code le} among them. */
    private static String withBound(String text, String bound) {
        String le = "le=\"" + bound + '"';
        if (text.isEmpty()) {
            return le;
        }
        int at = text.indexOf("method=");
        at = at < 0 ? text.indexOf("model_name=") : at;
        return at < 0 ? text + ',' + le : text.substring(0, at) + le + ',' + text.substring(at);
    }

    private void head(StringBuilder out, String family, String typeName) {
        out.append("# HELP ").append(family).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(family).append(' ').append(typeName).append('\n');
    }

    private static void sample(StringBuilder out, String series, String labelText, String value) {
        out.append(series);
        if (!labelText.isEmpty()) {
            out.append('{').append(labelText).append('}');
        }
        out.append(' ').append(value).append('\n');
    }
}
