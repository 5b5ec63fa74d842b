module ways.old {
    exports ways.modules.old;
}
