package dev.lastcall.log;

import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

/** An application's choice of an XML parser, which the agent must not use. */
public final class ApplicationsParserFactory extends SAXParserFactory {
    @Override
    public SAXParser newSAXParser() {
        throw new AssertionError("the agent has asked the application's XML parser");
    }

    @Override
    public void setFeature(String name, boolean value) {}

    @Override
    public boolean getFeature(String name) {
        return false;
    }
}
