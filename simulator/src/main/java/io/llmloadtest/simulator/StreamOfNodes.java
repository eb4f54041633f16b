package io.llmloadtest.simulator;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The elements of a JSON array as a stream; none for anything else. */
final class StreamOfNodes {

    private StreamOfNodes() {
    }

    static Stream<JsonNode> of(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.empty();
    }
}
