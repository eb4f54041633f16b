package io.llmloadtest.load.target;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds out who answers at a base URL, with {@code /v1/models}, {@code /version} and a few TCP connects. It never throws:
 * what is wrong comes back as a {@link TargetProblem}.
 */
public final class TargetProbe {

    private static final String MODELS = "/v1/models";

    private final SideChannel channel;

    /** A probe that asks through {@code channel}. */
    public TargetProbe(SideChannel channel) {
        this.channel = channel;
    }

    /**
     * Asks the server who it is.
     *
     * @param wanted the model a user named; empty to take the server's only one
     */
    public ProbeResult probe(Optional<String> wanted) {
        String url = channel.base().resolve(MODELS).toString();
        HttpReply reply;
        try {
            reply = channel.fetch(MODELS);
        } catch (IOException failure) {
            return new ProbeResult.Unusable(new Diagnosis(channel.base(), channel.timeout()).of(failure, url));
        }
        Optional<TargetProblem> bad = problemIn(reply, url);
        if (bad.isPresent()) {
            return new ProbeResult.Unusable(bad.get());
        }
        Optional<List<ServedModel>> models = reply.json().flatMap(ModelList::read);
        if (models.isEmpty()) {
            String what = reply.json().isEmpty() ? "it is not JSON" : "it has no list of models";
            return new ProbeResult.Unusable(new TargetProblem.NotOpenAi(url, what));
        }
        return choose(models.get(), wanted, url);
    }

    private Optional<TargetProblem> problemIn(HttpReply reply, String url) {
        int status = reply.status();
        if (status == 401 || status == 403) {
            return Optional.of(new TargetProblem.Unauthorized(status, channel.authorizes()));
        }
        if (status == 400 && !channel.base().tls() && reply.body().toLowerCase(Locale.ROOT).contains("https port")) {
            return Optional.of(new TargetProblem.PlainToTls(channel.base().origin()));
        }
        if (status == 404) {
            return Optional.of(new TargetProblem.NotFound(List.of(url)));
        }
        if (status >= 300 && status < 400) {
            return Optional.of(new TargetProblem.Redirected(url, withoutQuery(reply.location())));
        }
        if (reply.isWebPage()) {
            return Optional.of(new TargetProblem.WebPage(url, status));
        }
        return status == 200 ? Optional.empty() : Optional.of(new TargetProblem.BadStatus(url, status));
    }

    private static String withoutQuery(String location) {
        int query = location.indexOf('?');
        String shown = query < 0 ? location : location.substring(0, query);
        return shown.length() > 300 ? shown.substring(0, 300) : shown;
    }

    private ProbeResult choose(List<ServedModel> models, Optional<String> wanted, String url) {
        List<String> ids = models.stream().map(ServedModel::id).toList();
        if (models.isEmpty()) {
            return new ProbeResult.Unusable(new TargetProblem.NoModel(url));
        }
        if (wanted.isPresent()) {
            Optional<ServedModel> found = models.stream().filter(model -> model.id().equals(wanted.get())).findFirst();
            return found.map(model -> usable(models, model))
                    .orElseGet(() -> new ProbeResult.Unusable(new TargetProblem.UnknownModel(wanted.get(), ids)));
        }
        return models.size() == 1
                ? usable(models, models.getFirst())
                : new ProbeResult.Unusable(new TargetProblem.SeveralModels(ids));
    }

    private ProbeResult usable(List<ServedModel> models, ServedModel model) {
        Optional<String> version = version();
        boolean vllm = model.ownedBy().map("vllm"::equals).orElse(version.isPresent());
        BaseUrl base = channel.base();
        return new ProbeResult.Usable(
                new TargetFacts(base, vllm ? ServerKind.VLLM : ServerKind.OTHER, version, models, model,
                        new RoundTrip(System::nanoTime).to(base.host(), base.port(), channel.timeout())));
    }

    /** The server's version from {@code GET /version}, which vLLM serves beside {@code /v1}. */
    private Optional<String> version() {
        try {
            HttpReply reply = channel.fetch("/version");
            return reply.status() == 200
                    ? reply.json().map(root -> root.path("version")).filter(JsonNode::isString).map(JsonNode::asString)
                            .filter(text -> text.length() <= 100)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
