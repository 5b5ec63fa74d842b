module ways.caller {
    requires ways.old;

    exports ways.modules.caller;
}
