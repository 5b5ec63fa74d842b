package dev.lastcall.policyfile;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Builds the nodes of a document, but of no deep one: nesting uses the stack, and the stack is the application's. */
final class ShallowComposer extends Composer {
    /** A policy needs five levels. */
    private static final int LIMIT = 20;

    private int depth;

    ShallowComposer(LoadSettings settings, String text) {
        super(settings, new EagerParser(new ParserImpl(settings, new StreamReader(settings, text))));
    }

    @Override
    public Optional<Node> getSingleNode() {
        try {
            return super.getSingleNode();
        } catch (MarkedYamlEngineException | ReaderException e) {
            throw e;
        } catch (YamlVersionException e) {
            throw located("it says that it is YAML of a version other than 1.x");
        } catch (YamlEngineException e) { // too many aliases
            throw located(String.valueOf(e.getMessage()));
        }
    }

    /** With the place that is reached, since the engine does not give one. */
    private ComposerException located(String message) {
        return new ComposerException(message, parser.peekEvent().getStartMark());
    }

    @Override
    protected SequenceNode composeSequenceNode(Optional<Anchor> anchor) {
        enter();
        SequenceNode node = super.composeSequenceNode(anchor);
        depth--;
        return node;
    }

    @Override
    protected Node composeMappingNode(Optional<Anchor> anchor) {
        enter();
        Node node = super.composeMappingNode(anchor);
        depth--;
        return node;
    }

    private void enter() {
        if (++depth > LIMIT) {
            throw new ComposerException(
                    "nested more than " + LIMIT + " levels deep",
                    parser.peekEvent().getStartMark());
        }
    }
}
