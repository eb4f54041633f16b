package io.llmloadtest.it;

import org.junit.jupiter.api.Tag;

/** vLLM 0.13.0, whose log lines are coloured and whose metrics have fewer families. */
@Tag("real")
class RealVllm0130Test extends RealVllmTest {

    RealVllm0130Test() {
        super("0.13.0");
    }
}
