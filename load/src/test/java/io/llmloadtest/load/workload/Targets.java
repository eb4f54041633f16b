package io.llmloadtest.load.workload;

import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.ServedModel;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.TargetFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Targets as a probe would find them. */
final class Targets {

    private Targets() {
    }

    /** One model, called tiny, with a context of 4096 tokens. */
    static TargetFacts of(ServerKind kind) {
        ServedModel model = new ServedModel("tiny", Optional.empty(), Optional.empty(), OptionalInt.of(4096));
        return new TargetFacts(BaseUrl.parse("http://h/llm"), kind, Optional.empty(), List.of(model), model,
                OptionalLong.empty());
    }
}
