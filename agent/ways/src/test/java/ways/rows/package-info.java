/** The rows of the matrix: each nested class of a group is one way to reach a deprecated member. */
package ways.rows;
