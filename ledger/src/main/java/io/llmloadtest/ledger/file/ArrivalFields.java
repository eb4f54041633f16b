package io.llmloadtest.ledger.file;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.ledger.arrivals.RateProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What the ledger says of a phase's arrivals, written and read. */
final class ArrivalFields {

    private ArrivalFields() {
    }

    static void write(JsonGenerator out, ArrivalProcess process) {
        out.writeStringProperty("arrival", process.key());
        switch (process) {
            case ArrivalProcess.AtOnce() -> {
                // its name says all
            }
            case ArrivalProcess.Drawn(RateProfile profile, GapLaw law, long seed) -> {
                write(out, profile);
                out.writeNumberProperty("seed", seed);
                if (law instanceof GapLaw.Gamma(double burstiness)) {
                    out.writeNumberProperty("burstiness", burstiness);
                }
            }
            case ArrivalProcess.Replayed(String trace, double speed) -> {
                out.writeStringProperty("trace", trace);
                out.writeNumberProperty("speed", speed);
            }
        }
    }

    private static void write(JsonGenerator out, RateProfile profile) {
        switch (profile) {
            case RateProfile.Steady(double rate) -> out.writeNumberProperty("rate", rate);
            case RateProfile.RampByCount(double from, double to, long requests) -> {
                ramp(out, from, to);
                out.writeNumberProperty("ramp_requests", requests);
            }
            case RateProfile.RampByTime(double from, double to, double seconds) -> {
                ramp(out, from, to);
                out.writeNumberProperty("ramp_seconds", seconds);
            }
            case RateProfile.Stages(List<RateProfile.Stage> stages) -> {
                out.writeArrayPropertyStart("stages");
                for (RateProfile.Stage stage : stages) {
                    out.writeStartArray();
                    out.writeNumber(stage.perSecond());
                    out.writeNumber(stage.seconds());
                    out.writeEndArray();
                }
                out.writeEndArray();
            }
        }
    }

    private static void ramp(JsonGenerator out, double from, double to) {
        out.writeNumberProperty("rate_from", from);
        out.writeNumberProperty("rate_to", to);
    }

    static void write(JsonGenerator out, IssuedArrivals issued) {
        out.writeNumberProperty("due", issued.due());
        out.writeNumberProperty("unsent", issued.unsent());
        out.writeNumberProperty("held", issued.held());
        out.writeNumberProperty("held_nanos", issued.heldNanos());
        out.writeStringProperty("arrivals_sha256", issued.sha256());
    }

    static Optional<ArrivalProcess> process(JsonNode node) {
        return switch (node.path("arrival").asString("")) {
            case "" -> Optional.empty();
            case "at-once" -> Optional.of(new ArrivalProcess.AtOnce());
            case "constant" -> Optional.of(drawn(node, new GapLaw.Constant()));
            case "poisson", "gamma" -> Optional.of(drawn(node, new GapLaw.Gamma(number(node, "burstiness"))));
            case "trace" -> Optional.of(new ArrivalProcess.Replayed(EventReader.required(node, "trace").asString(),
                    number(node, "speed")));
            default -> throw new IllegalArgumentException("unknown arrivals");
        };
    }

    private static ArrivalProcess drawn(JsonNode node, GapLaw law) {
        return new ArrivalProcess.Drawn(profile(node), law, EventReader.required(node, "seed").asLong());
    }

    private static RateProfile profile(JsonNode node) {
        if (node.has("stages")) {
            List<RateProfile.Stage> stages = new ArrayList<>();
            node.path("stages").forEach(
                    stage -> stages.add(new RateProfile.Stage(stage.path(0).asDouble(), stage.path(1).asDouble())));
            return new RateProfile.Stages(stages);
        }
        if (node.has("ramp_requests")) {
            return new RateProfile.RampByCount(number(node, "rate_from"), number(node, "rate_to"),
                    node.path("ramp_requests").asLong());
        }
        if (node.has("ramp_seconds")) {
            return new RateProfile.RampByTime(number(node, "rate_from"), number(node, "rate_to"),
                    number(node, "ramp_seconds"));
        }
        return new RateProfile.Steady(number(node, "rate"));
    }

    static Optional<IssuedArrivals> issued(JsonNode node) {
        return node.has("arrivals_sha256")
                ? Optional.of(new IssuedArrivals(EventReader.required(node, "due").asLong(),
                        EventReader.required(node, "unsent").asLong(), EventReader.required(node, "held").asLong(),
                        EventReader.required(node, "held_nanos").asLong(),
                        node.path("arrivals_sha256").asString()))
                : Optional.empty();
    }

    private static double number(JsonNode node, String name) {
        return EventReader.required(node, name).asDouble();
    }
}
