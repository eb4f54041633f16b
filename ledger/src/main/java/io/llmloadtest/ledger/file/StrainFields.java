package io.llmloadtest.ledger.file;

import io.llmloadtest.model.Strain;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What the client's process went through, as the fields of an event. */
final class StrainFields {

    private static final String NAME = "strain";
    private static final String CPU = "cpu_nanos";

    private StrainFields() {
    }

    static void write(JsonGenerator out, Strain strain) {
        out.writeObjectPropertyStart(NAME);
        out.writeNumberProperty("wall_nanos", strain.wallNanos());
        strain.cpuNanos().ifPresent(nanos -> out.writeNumberProperty(CPU, nanos));
        out.writeNumberProperty("pauses", strain.pauses());
        out.writeNumberProperty("pause_nanos", strain.pauseNanos());
        out.writeNumberProperty("longest_pause_nanos", strain.longestPauseNanos());
        out.writeNumberProperty("reads", strain.reads());
        out.writeNumberProperty("crowded_reads", strain.crowdedReads());
        out.writeNumberProperty("connections", strain.connections());
        out.writeEndObject();
    }

    /** Empty in a ledger of a version that did not look. */
    static Optional<Strain> read(JsonNode instrumentError) {
        JsonNode node = instrumentError.path(NAME);
        return node.isObject()
                ? Optional.of(new Strain(number(node, "wall_nanos"),
                        node.has(CPU) ? OptionalLong.of(number(node, CPU)) : OptionalLong.empty(),
                        number(node, "pauses"), number(node, "pause_nanos"), number(node, "longest_pause_nanos"),
                        number(node, "reads"), number(node, "crowded_reads"), number(node, "connections")))
                : Optional.empty();
    }

    private static long number(JsonNode node, String name) {
        return EventReader.required(node, name).asLong();
    }
}
