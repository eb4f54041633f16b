package io.llmloadtest.store;

import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Group;
import io.llmloadtest.ledger.Groups;
import io.llmloadtest.store.GroupsView.GroupView;
import io.llmloadtest.store.GroupsView.ModelView;
import io.llmloadtest.store.GroupsView.SpreadView;
import io.llmloadtest.store.GroupsView.TurnView;
import java.util.Optional;

/** The published form of a level's groups. */
final class GroupViews {

    private GroupViews() {
    }

    /** The groups; empty when there is nothing to tell apart. */
    static Optional<GroupsView> of(Groups groups) {
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of(new GroupsView(
                        groups.models().entrySet().stream()
                                .map(group -> new ModelView(group.getKey(), view(group.getValue()))).toList(),
                        groups.turns().entrySet().stream()
                                .map(group -> new TurnView(group.getKey(), view(group.getValue()))).toList()));
    }

    private static GroupView view(Group group) {
        return new GroupView(group.sent(), group.completed(), group.sent() - group.completed(), group.promptTokens(),
                group.outputTokens(), group.cachedTokens(), spread(group.ttft()), spread(group.tpot()),
                spread(group.e2e()));
    }

    private static SpreadView spread(Distribution values) {
        return new SpreadView(Latencies.millis(values.mean()), Latencies.millis(values.percentile(0.95)));
    }
}
